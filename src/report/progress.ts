/** Shows what is being done. */
export interface Progress {
  readonly step: (text: string) => void;
  /** Takes the last step off the screen. */
  readonly end: () => void;
}

/** On a terminal one line that is written over; anywhere else nothing, so that logs hold results only. */
export function createProgress(stream: NodeJS.WriteStream, isQuiet: boolean): Progress {
  if (isQuiet || !stream.isTTY) return { step: () => undefined, end: () => undefined };
  const clear = '\r\u001B[K';
  return {
    step: (text) => {
      stream.write(`${clear}${text.slice(0, Math.max(20, stream.columns - 2))} …`);
    },
    end: () => {
      stream.write(clear);
    },
  };
}
