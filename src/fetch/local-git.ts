import { simpleGit, type SimpleGit, type SimpleGitOptions } from 'simple-git';
import type { Environment } from './git-environment.ts';

/**
 * simple-git in a bare repository of the cache, for the commands that stay on this machine. All its protections stand
 * but those that are named.
 *
 * @param environment - Of `localEnvironment`. Its variables are named to simple-git, which drops all other `GIT_…`.
 */
export function localGit(
  repository: string,
  environment: Environment,
  options: Partial<SimpleGitOptions> = {},
): SimpleGit {
  return simpleGit({ baseDir: repository, allowEnvironment: Object.keys(environment), ...options }).env({
    ...environment,
  });
}
