import type { ReadResult, Tree, TreeNode } from '../../src/domain/tree.ts';

type Content = string | Uint8Array | Special;

interface Special {
  readonly node: TreeNode['type'];
  readonly result: ReadResult;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A symbolic link. */
export function link(target: string): Special {
  return { node: 'link', result: { bytes: bytes(target) } };
}

/** A file that can be executed. */
export function script(text: string): Special {
  return { node: 'executable', result: { bytes: bytes(text) } };
}

export const submodule: Special = { node: 'submodule', result: { problem: 'missing' } };

/** A file that is listed and cannot be read. */
export function lost(problem: 'too-large' | 'unavailable'): Special {
  return { node: 'file', result: { problem } };
}

function nodeOf(content: Content): Special {
  if (typeof content === 'string') return { node: 'file', result: { bytes: bytes(content) } };
  return content instanceof Uint8Array ? { node: 'file', result: { bytes: content } } : content;
}

/** A tree from an object literal: paths and what lies there. It notes in `asked` what is prefetched. */
export function memoryTree(files: Readonly<Record<string, Content>>): Tree & { readonly asked: string[] } {
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, nodeOf(content)]));
  const asked: string[] = [];
  return {
    asked,
    nodes: new Map([...contents].map(([path, { node }]) => [path, { type: node }])),
    folders: new Map(),
    prefetch: (paths) => {
      asked.push(...paths);
      return Promise.resolve();
    },
    read: (path) => Promise.resolve(contents.get(path)?.result ?? { problem: 'missing' }),
    close: () => Promise.resolve(),
  };
}

/** A `SKILL.md` with these lines of front matter. */
export function skill(front: string, body = 'Do it step by step.'): string {
  return `---\n${front}\n---\n\n${body}\n`;
}
