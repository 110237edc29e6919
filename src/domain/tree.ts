/** The git modes that a tree can hold, in words. */
export type NodeType = 'file' | 'executable' | 'link' | 'submodule';

/** One path of a tree. */
export interface TreeNode {
  readonly type: NodeType;
  /** The git object id; absent where the tree is a folder of the working tree. */
  readonly oid?: string;
}

/** What reading one path gives: its bytes, or why there are none. */
export type ReadResult =
  | { readonly bytes: Uint8Array; readonly problem?: undefined }
  | { readonly problem: 'missing' | 'too-large' | 'unavailable'; readonly bytes?: undefined };

/**
 * A source at one resolved commit, read-only. Everything after fetching sees only this, so introspection needs neither
 * git nor a checkout and can be tested with an object literal.
 */
export interface Tree {
  /** 40 hex digits; absent for a local folder. */
  readonly commit?: string;
  /** Every path that is not a folder: POSIX separators, relative to the root of the repository. */
  readonly nodes: ReadonlyMap<string, TreeNode>;
  /** Git's tree ids of the folders, by path; empty for a local folder. */
  readonly folders: ReadonlyMap<string, string>;
  /** Brings the contents of these paths near in one request. What cannot be had shows when it is read. */
  prefetch(paths: readonly string[]): Promise<void>;
  /** The content of one file, or the target of one link. Links are not followed. */
  read(path: string): Promise<ReadResult>;
  /** Ends the processes that serve `read`. */
  close(): Promise<void>;
}
