/** The address at which vite serves a file as it is. */
declare module '*?url' {
  const address: string;
  export default address;
}
