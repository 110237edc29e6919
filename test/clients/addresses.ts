/** The site's name on the web. Clients that want https reach it through a proxy; nobody looks the name up. */
export const siteHost = 'catalog.example.test';
/** Ports of 127.0.0.1 where clients run. */
export const sitePort = 47_810;
export const proxyPort = 47_811;
export const gitPort = 47_812;
/** The git server that a source of the catalog lies on. */
export const gitUrl = `http://127.0.0.1:${gitPort}`;
