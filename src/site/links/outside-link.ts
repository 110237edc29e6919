/** An address that the operator gave, where it is one that browsers open and that runs nothing. */
export function outsideLink(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

/** A link that writes to an address; undefined where it is not one. */
export function mailLink(email: string | undefined): string | undefined {
  return email !== undefined && /^[^\s<>@?&"]+@[^\s<>@?&"]+$/.test(email) ? `mailto:${email}` : undefined;
}
