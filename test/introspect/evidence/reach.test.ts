import { describe, expect, test } from 'vitest';
import { packageText } from '../../../src/domain/capability-diff.ts';
import { codeInFile } from '../../../src/introspect/evidence/code-in-file.ts';
import { declaredPackages } from '../../../src/introspect/evidence/declared-packages.ts';
import { hostsIn } from '../../../src/introspect/evidence/hosts.ts';
import { packagesIn } from '../../../src/introspect/evidence/packages.ts';
import { variablesIn } from '../../../src/introspect/evidence/variables.ts';

const fence = (language: string, ...lines: string[]): string => ['```'.concat(language), ...lines, '```'].join('\n');

describe('hosts', () => {
  const hosts = (text: string, language?: string): string[] =>
    codeInFile(language === undefined ? 'SKILL.md' : 'script', text, language).flatMap((code) => [...hostsIn(code)]);

  test.each<[string, string[]]>([
    ['curl https://api.tides.dev/v1', ['api.tides.dev']],
    ['curl HTTPS://API.Tides.dev:443/v1', ['api.tides.dev']],
    ['curl http://tides.dev:8080', ['tides.dev:8080']],
    ['wscat wss://live.tides.dev', ['live.tides.dev']],
    ['git clone git@github.com:harbour/tides.git', ['github.com']],
    ['git clone ssh://git@git.tides.dev:2222/x', ['git.tides.dev:2222']],
    ['pip install git+https://user:secret@git.tides.dev/x', ['git.tides.dev']],
    ['curl https://bücher.dev', ['xn--bcher-kva.dev']],
    ['curl http://169.254.169.254/latest', ['169.254.169.254']],
    ['curl "https://a.dev/x" https://b.dev.', ['a.dev', 'b.dev']],
    ['# see https://docs.tides.dev', []],
    ['curl https://a.dev # see https://docs.tides.dev', ['a.dev']],
    ['curl "https://a.dev/ # not a comment" https://b.dev', ['a.dev', 'b.dev']],
    ['curl https://api.example.com https://example.org https://x.test https://y.invalid https://z.example', []],
    ['curl http://localhost:3000 http://127.0.0.1 http://[::1]:8080 http://0.0.0.0:80 http://backend:80', []],
    ['curl https://${HOST}/x https://{host}/x https://<host>/x https://$HOST https://api.{region}.tides.dev', []],
    ['curl https://%s/x https://YOUR_DOMAIN.com https://your-site.com https://...', []],
    ['xmlns="http://www.w3.org/2000/svg"', []],
    ['curl https://', []],
  ])('%j', (line, expected) => {
    expect(hosts(line, 'shell')).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['a link in prose', 'See https://a.dev and [b](https://b.dev).', []],
    ['an address between backticks', 'See `https://a.dev`.', []],
    ['a command between backticks', 'Run `curl https://a.dev`.', ['a.dev']],
    ['a fence in a shell', fence('bash', 'curl https://a.dev'), ['a.dev']],
    ['a fence without a language', fence('', 'curl https://a.dev'), ['a.dev']],
    [
      'an indented fence in a list',
      `- so\n\n   ${fence('sh', 'curl https://a.dev').replaceAll('\n', '\n   ')}`,
      ['a.dev'],
    ],
    ['a fence with attributes', fence('python title="x"', 'get("https://a.dev")'), ['a.dev']],
    ['a fence of data', fence('json', '{ "url": "https://a.dev" }'), []],
    ['a fence of prose', fence('markdown', 'https://a.dev'), []],
    ['a fence that is not closed', '```sh\ncurl https://a.dev', ['a.dev']],
    ['prose behind a fence', `${fence('sh', 'ls')}\nSee https://a.dev`, []],
    ['a longer fence around one', `\`\`\`\`md\n${fence('sh', 'curl https://a.dev')}\n\`\`\`\``, []],
  ])('of %s', (_what, text, expected) => {
    expect(hosts(text)).toEqual(expected);
  });

  test.each<[string, string[], string[]]>([
    ['python', ['"""See https://docs.dev', 'https://more.dev', '"""', 'get("https://a.dev")'], ['a.dev']],
    ['python', ['def f():', '    """See https://docs.dev"""', '    get("https://a.dev")'], ['a.dev']],
    ['python', ['page = """', 'https://a.dev', '"""', 'get("https://b.dev")'], ['a.dev', 'b.dev']],
    ['javascript', ['/**', ' * https://docs.dev', ' */', 'fetch("https://a.dev");'], ['a.dev']],
    ['javascript', ['/* https://docs.dev */ fetch("https://a.dev");'], ['docs.dev', 'a.dev']],
    ['javascript', ['// https://docs.dev', 'fetch("https://a.dev"); // https://more.dev'], ['a.dev']],
    ['powershell', ['<# https://docs.dev', '#>', 'irm https://a.dev'], ['a.dev']],
  ])('of %s without comments: %j', (language, lines, expected) => {
    expect(hosts(lines.join('\n'), language)).toEqual(expected);
  });
});

describe('packages', () => {
  const packages = (text: string, language?: string): string[] =>
    codeInFile(language === undefined ? 'SKILL.md' : 'script', text, language).flatMap((code) =>
      Array.from(packagesIn(code), packageText),
    );

  test.each<[string, string[]]>([
    ['npm install', []],
    ['npm ci', []],
    ['npm i -g tide@1.2.3 @harbour/chart --save-dev', ['npm:tide@1.2.3', 'npm:@harbour/chart']],
    ['npm --prefix web install tide', ['npm:tide']],
    ['npx -y @harbour/tide@latest --port 80 quay', ['npm:@harbour/tide@latest']],
    ['npx -p tide -p chart run', ['npm:tide', 'npm:chart']],
    ['pnpm dlx tide && yarn add chart; bunx sail', ['npm:tide', 'npm:chart', 'npm:sail']],
    ['npm run build', []],
    ['npm install ./local ../other /tmp/x.tgz https://x.dev/y.tgz', []],
    ['npm install <package-name> $NAME ${NAME} {name}', []],
    ['npm install package-name', []],
    [
      'pip install tide==1.2 "chart[extra]>=2,<3" sail>=1 Row_Boat',
      ['pypi:tide@1.2', 'pypi:chart@>=2,<3', 'pypi:sail@>=1', 'pypi:row-boat'],
    ],
    ['pip install -r requirements.txt -e . --index-url https://x.dev/simple tide', ['pypi:tide']],
    ['python3 -m pip install -U tide', ['pypi:tide']],
    ['pip3.12 install tide', ['pypi:tide']],
    ['uv pip install tide', ['pypi:tide']],
    ['uv run --with tide,chart script.py', ['pypi:tide', 'pypi:chart']],
    ['uvx --from tide[cli] sail', ['pypi:tide']],
    ['uvx tide@1.0 sail', ['pypi:tide@1.0']],
    ['pipx install tide', ['pypi:tide']],
    ['poetry add tide@^1', ['pypi:tide@^1']],
    ['conda install -c conda-forge -n env tide=1.2', ['conda:tide@1.2']],
    ['cargo install tide --version 1.2 --locked', ['cargo:tide@1.2']],
    ['go install github.com/harbour/tide/cmd/tide@v1.2.0 ./...', ['go:github.com/harbour/tide/cmd/tide@v1.2.0']],
    ['go install', []],
    ['gem install tide -v 1.2', ['gem:tide@1.2']],
    ['brew install --cask harbour/tap/tide python@3.12', ['brew:harbour/tap/tide', 'brew:python@3.12']],
    ['sudo -E apt-get install -y --no-install-recommends tide chart=1.2-3', ['apt:tide', 'apt:chart@1.2-3']],
    ['apt-get update && apt-get -y install tide', ['apt:tide']],
    ['apk add --no-cache tide', ['apk:tide']],
    ['dnf install tide || yum install tide', ['dnf:tide', 'yum:tide']],
    ['pacman -Sy tide', ['pacman:tide']],
    ['pacman -Q tide', []],
    [
      'docker run --rm -it -v "$PWD:/x" -e KEY=1 -p 80:80 ghcr.io/harbour/tide:1.2 serve now',
      ['docker:ghcr.io/harbour/tide@1.2'],
    ],
    ['docker pull tide', ['docker:tide']],
    ['docker compose up', []],
    ['deno run npm:tide@1 jsr:@harbour/chart', ['npm:tide@1', 'jsr:@harbour/chart']],
    ['dotnet tool install -g Tide --version 1.2.0', ['nuget:Tide@1.2.0']],
    ['DEBUG=1 npm i tide > log.txt 2>&1', ['npm:tide']],
    ['if ! command -v tide; then npm i tide; fi', ['npm:tide']],
    ['$ npm i tide  # or: npm i chart', ['npm:tide']],
    ['echo "run npm install tide"', []],
    ['VERSION=$(npx tide --version)', ['npm:tide']],
    ['npm install \\\n  tide \\\n  chart', ['npm:tide', 'npm:chart']],
    ['npm install "unclosed', []],
    ['# npm install tide', []],
  ])('%j', (line, expected) => {
    expect(packages(line, 'shell')).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['prose', 'You install the package with npm install tide.', []],
    ['a sentence between backticks', 'It says `npm install the required packages`.', []],
    ['a command between backticks', 'Run `npm install tide` first.', ['npm:tide']],
    ['a notebook', fence('python', '!pip install tide', 'print("pip install chart")'), ['pypi:tide']],
    [
      'a Dockerfile',
      fence('dockerfile', 'FROM node:20 AS base', 'RUN apk add tide', 'FROM base'),
      ['docker:node@20', 'apk:tide'],
    ],
    ['output', fence('text', 'npm install tide'), []],
  ])('of %s', (_what, text, expected) => {
    expect(packages(text)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'package.json',
      '{"dependencies":{"tide":"^1.2","@harbour/chart":"*","here":"file:../x"},"devDependencies":{"sail":"1"}}',
      ['npm:tide@^1.2', 'npm:@harbour/chart'],
    ],
    ['package.json', '{"dependencies":["tide"]}', []],
    ['package.json', 'not json', []],
    ['package.json', '{"dependencies":{"__proto__":"1","../x":"1","tide":1}}', []],
    [
      'requirements-dev.txt',
      '# x\ntide == 1.2 ; python_version > "3.8"\n-e .\nchart[all]\nhttps://x.dev/y.whl\n\n',
      ['pypi:tide@1.2', 'pypi:chart'],
    ],
    [
      'pyproject.toml',
      '[project]\nname = "x"\ndependencies = [\n  "tide[all]>=1",\n  # "old",\n  \'chart\',\n]\n[tool.x]\ndependencies = ["no"]\n',
      ['pypi:tide@>=1', 'pypi:chart'],
    ],
    [
      'run.py',
      '#!/usr/bin/env -S uv run\n# /// script\n# dependencies = ["tide==1", "chart"]\n# ///\nimport tide\n',
      ['pypi:tide@1', 'pypi:chart'],
    ],
    ['notes.txt', 'tide==1', []],
  ])('declared in %s: %j', (path, text, expected) => {
    expect(declaredPackages(`folder/${path}`, text).map(packageText)).toEqual(expected);
  });
});

describe('variables', () => {
  const variables = (text: string, language?: string): string[] => [
    ...variablesIn(codeInFile(language === undefined ? 'SKILL.md' : 'script', text, language)),
  ];

  test.each<[string, string[]]>([
    ['curl -H "x: $TIDE_KEY" ${TIDE_HOST:-x.dev}', ['TIDE_KEY', 'TIDE_HOST']],
    ['TIDE=1; echo $TIDE', []],
    ['TIDE="${TIDE:-1}"; echo $TIDE', ['TIDE']],
    ['export TIDE=1', []],
    ['read -r TIDE CHART; echo $TIDE $CHART', []],
    ['for TIDE in a b; do echo $TIDE; done', []],
    ['local TIDE CHART=1; echo $TIDE', []],
    ['echo $HOME $PATH $PWD ${BASH_SOURCE[0]} $1 $lower ${CLAUDE_PLUGIN_ROOT}', []],
    ['# $TIDE_KEY', []],
  ])('of a shell script: %j', (line, expected) => {
    expect(variables(line, 'shell')).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'javascript',
      'process.env.TIDE_A; process.env["TIDE_B"]; process.env?.TIDE_C; import.meta.env.TIDE_D',
      ['TIDE_A', 'TIDE_B', 'TIDE_C', 'TIDE_D'],
    ],
    ['javascript', 'const { TIDE_A, TIDE_B: b = 1 } = process.env;', ['TIDE_A', 'TIDE_B']],
    ['javascript', 'process.env.TIDE_A = "x"; if (process.env.TIDE_B === "x") {}', ['TIDE_B']],
    ['javascript', 'process.env.NODE_ENV; process.env[name]; "$TIDE_A"', []],
    ['typescript', 'Deno.env.get("TIDE_A"); Bun.env.TIDE_B', ['TIDE_A', 'TIDE_B']],
    [
      'python',
      'os.environ["TIDE_A"]; os.environ.get("TIDE_B", 1); os.getenv(\'TIDE_C\')',
      ['TIDE_A', 'TIDE_B', 'TIDE_C'],
    ],
    ['python', 'os.environ["TIDE_A"] = "x"\nos.environ["TIDE_B"] == "x"', ['TIDE_B']],
    ['ruby', 'ENV["TIDE_A"]; ENV.fetch("TIDE_B")', ['TIDE_A', 'TIDE_B']],
    ['rust', 'std::env::var("TIDE_A")', ['TIDE_A']],
    ['go', 'os.Getenv("TIDE_A")', ['TIDE_A']],
    ['php', 'getenv("TIDE_A"); $_ENV["TIDE_B"]', ['TIDE_A', 'TIDE_B']],
    ['powershell', '$env:TIDE_A; $env:Path; ${env:TIDE_B}', ['TIDE_A', 'TIDE_B']],
  ])('of %s: %j', (language, text, expected) => {
    expect(variables(text, language)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['what is to be set', fence('bash', 'export TIDE_KEY=your-key'), ['TIDE_KEY']],
    ['what is worked out', fence('bash', 'export TIDE_DIR=$(pwd)', 'echo $TIDE_DIR'), []],
    ['a command in a fence', fence('bash', 'curl -H "x: $TIDE_KEY" x.dev'), ['TIDE_KEY']],
    ['what one fence sets and another reads', `${fence('sh', 'TIDE=1')}\n${fence('sh', 'echo $TIDE')}`, []],
    ['an environment file', fence('env', 'TIDE_KEY=', '# TIDE_OLD='), ['TIDE_KEY']],
    ['a name between backticks', 'Set `TIDE_KEY` or `$TIDE_USER`.', []],
    ['a setting between backticks', 'Run `export TIDE_KEY=x`.', ['TIDE_KEY']],
    ['prose', 'Costs $TIDE_KEY.', []],
  ])('of Markdown: %s', (_what, text, expected) => {
    expect(variables(text)).toEqual(expected);
  });
});
