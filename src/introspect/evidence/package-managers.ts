import type { PackageUse } from '../../domain/evidence.ts';

/** How the commands of one package manager name packages. */
export interface PackageManager {
  readonly manager: string;
  /** Commands with verbs behind which every operand is a package. */
  readonly all: readonly string[];
  /** Commands behind which the first operand is a package that is run; the rest belongs to the program. */
  readonly first: readonly string[];
  /** Commands that only bring packages with the options of `naming` or `adding`. */
  readonly other?: readonly string[];
  /** Options that take a value which is no operand. */
  readonly valued: readonly string[];
  /** Options that name the package in the place of the first operand. */
  readonly naming?: readonly string[];
  /** Options that name packages beside the others. */
  readonly adding?: readonly string[];
  /** Options that give the version of the one package. */
  readonly version?: readonly string[];
  /** Takes an operand apart; undefined for what cannot be a package: a path, an address, a placeholder. */
  readonly read: (operand: string) => Omit<PackageUse, 'manager'> | undefined;
}

const named = (name: string, version: string | undefined): Omit<PackageUse, 'manager'> => ({
  name,
  ...(version !== undefined && version !== '' && { version }),
});

/** A name, and behind a separator its version: both have to look the part. */
function reader(pattern: RegExp): PackageManager['read'] {
  return (operand) => {
    const [, name, version] = pattern.exec(operand) ?? [];
    return name === undefined ? undefined : named(name, version);
  };
}

export const readNpm = reader(/^((?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*)(?:@([\w.*^~<>=|+-]+))?$/i);

/** PEP 508 names with extras and a version; names are one however they are written (PEP 503). */
export function readPypi(operand: string): Omit<PackageUse, 'manager'> | undefined {
  const bare = operand.split(';', 1)[0]?.replaceAll(/\s/g, '') ?? '';
  const [, name, version = ''] =
    /^([a-z0-9](?:[\w.-]*[a-z0-9])?)(?:\[[\w.,-]*\])?((?:[=<>!~]=?=?|@)[\w.*+!,<>=~^-]+)?$/i.exec(bare) ?? [];
  if (name === undefined || /\.(?:whl|txt|zip|gz|toml|py)$/i.test(name)) return undefined;
  return named(name.toLowerCase().replaceAll(/[-_.]+/g, '-'), version.replace(/^(?:={2,3}|@)/, ''));
}

const readDocker = reader(/^((?:[a-z0-9][\w.-]*(?::\d+)?\/)?[a-z0-9][a-z0-9._/-]*)(?:[:@]([\w.:-]+))?$/);

function readGo(operand: string): Omit<PackageUse, 'manager'> | undefined {
  return reader(/^([a-z0-9-]+(?:\.[a-z0-9-]+)+\/[\w./~-]+)(?:@([\w.+-]+))?$/i)(operand);
}

function readDeno(operand: string): Omit<PackageUse, 'manager'> | undefined {
  return operand.startsWith('jsr:') ? readNpm(operand.slice(4)) : undefined;
}

const readSystem = reader(/^([a-z0-9][\w.+-]*)(?:[=:]([\w.:+~-]+))?$/i);

/** Options of containers that have no value; all others of them are taken to have one. */
const none: readonly string[] = [];

export const packageManagers: readonly PackageManager[] = [
  {
    manager: 'npm',
    all: 'npm install|npm i|npm add|pnpm add|pnpm install|pnpm i|yarn add|yarn global add|bun add|bun install|bun i'.split(
      '|',
    ),
    first: 'npx|bunx|pnpx|npm exec|npm x|pnpm dlx|yarn dlx|bun x'.split('|'),
    valued:
      '-c --call --prefix -C --filter -w --workspace --registry --cwd --dir --loglevel --tag --omit --include'.split(
        ' ',
      ),
    naming: ['-p', '--package'],
    read: readNpm,
  },
  {
    manager: 'pypi',
    all: 'pip install|uv pip install|uv add|uv tool install|pipx install|poetry add|pdm add'.split('|'),
    first: 'uvx|uv tool run|pipx run'.split('|'),
    other: ['uv run'],
    valued:
      '-r --requirement -c --constraint -i --index-url --extra-index-url --index --default-index -t --target -e --editable -f --find-links --prefix --root --python -p --group -G --platform --python-version --only-binary --no-binary --trusted-host --timeout --proxy --cache-dir --env-file --directory --project --with-requirements --with-editable --extra --upgrade-package --progress-bar --src --log --report --optional --config-setting --link-mode --index-strategy'.split(
        ' ',
      ),
    naming: ['--from', '--spec'],
    adding: ['--with'],
    read: readPypi,
  },
  {
    manager: 'conda',
    all: 'conda install|conda create|mamba install|mamba create|micromamba install|micromamba create'.split('|'),
    first: none,
    valued: '-n --name -c --channel -p --prefix --file'.split(' '),
    read: reader(/^(?:[\w-]+::)?([a-z0-9][\w.-]*?)(?:[=<>]{1,2}([\w.*=-]+))?$/i),
  },
  {
    manager: 'cargo',
    all: 'cargo install|cargo binstall|cargo add'.split('|'),
    first: none,
    valued:
      '--git --branch --tag --rev --path --root --features -F --target --bin --registry -j --jobs --profile -p --package --manifest-path'.split(
        ' ',
      ),
    version: ['--version', '--vers'],
    read: reader(/^([a-z][\w-]*)(?:@([\w.+^~=-]+))?$/i),
  },
  {
    manager: 'go',
    all: 'go install|go get'.split('|'),
    first: ['go run'],
    valued: '-tags -ldflags -mod -modfile -C'.split(' '),
    read: readGo,
  },
  {
    manager: 'gem',
    all: 'gem install|bundle add'.split('|'),
    first: none,
    valued: '-s --source -i --install-dir -n --bindir --group -g -P'.split(' '),
    version: ['-v', '--version'],
    read: reader(/^([a-z][\w-]*)(?::([\w.]+))?$/i),
  },
  {
    manager: 'brew',
    all: 'brew install|brew reinstall|brew upgrade'.split('|'),
    first: none,
    valued: none,
    read: reader(/^((?:[a-z0-9][\w-]*\/[a-z0-9][\w-]*\/)?[a-z0-9][\w.+-]*)(?:@([\w.]+))?$/i),
  },
  ...(['apt', 'apk', 'dnf', 'yum', 'pacman', 'zypper', 'winget', 'choco', 'scoop'] as const).map((manager) => ({
    manager,
    all: systemCommands(manager),
    first: none,
    valued: '-t --target-release -o --option -c --config-file -X --repository --source -s --scope --id'.split(' '),
    read: readSystem,
  })),
  {
    manager: 'docker',
    all: none,
    first: ['docker', 'podman', 'nerdctl'].flatMap((tool) =>
      ['run', 'pull', 'create', 'container run', 'image pull'].map((verb) => `${tool} ${verb}`),
    ),
    valued:
      '-p --publish -v --volume -e --env --env-file --name --network --net -w --workdir --entrypoint -u --user -m --memory --mount --platform --add-host --cpus --gpus --restart -l --label -h --hostname --pull --shm-size --security-opt --cap-add --cap-drop --ulimit --tmpfs --device --ipc --pid --runtime --log-driver --dns --link --expose --cidfile --stop-timeout --health-cmd --log-opt --cpuset-cpus --volumes-from --sysctl --annotation'.split(
        ' ',
      ),
    read: readDocker,
  },
  {
    manager: 'jsr',
    all: 'deno add|deno install|deno run|deno cache'.split('|'),
    first: none,
    valued: none,
    read: readDeno,
  },
  {
    manager: 'nuget',
    all: 'dotnet tool install|dotnet tool update|dotnet add package|dotnet package add'.split('|'),
    first: ['dnx'],
    valued: '--tool-path --add-source --framework -f --source -s --package-directory --configfile'.split(' '),
    version: ['--version', '-v'],
    read: reader(/^([a-z][\w.-]*)(?:@([\w.-]+))?$/i),
  },
  {
    manager: 'composer',
    all: 'composer require|composer global require'.split('|'),
    first: none,
    valued: '-d --working-dir'.split(' '),
    read: reader(/^([a-z0-9][\w.-]*\/[a-z0-9][\w.-]*)(?::([\w.^~*@-]+))?$/i),
  },
];

function systemCommands(manager: string): string[] {
  if (manager === 'apt') return ['apt install', 'apt-get install', 'aptitude install'];
  if (manager === 'dnf') return ['dnf install', 'microdnf install'];
  if (manager === 'pacman') return ['pacman'];
  return [`${manager} ${manager === 'apk' ? 'add' : 'install'}`];
}
