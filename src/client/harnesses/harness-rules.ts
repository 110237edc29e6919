import type { Harness } from '../../domain/harness.ts';
import { placeHook } from './place-hook.ts';
import { placePrompt } from './place-prompt.ts';
import { placeServer, type ServerWay } from './place-server.ts';
import { placeSkill } from './place-skill.ts';
import type { Rules } from './take-apart.ts';

/** The rules for a harness of the table; only the form of servers is its own. */
export function harnessRules(harness: Harness, servers: ServerWay): Rules {
  return {
    skill: placeSkill(harness),
    subagent: placePrompt(harness),
    command: placePrompt(harness),
    hook: placeHook(harness),
    mcp_server: placeServer(harness, servers),
  };
}
