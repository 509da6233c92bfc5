/** Which addresses are on the public internet: of IPv6 only what is handed out for it, of IPv4 all but the special ones. */
import { BlockList, isIP } from 'node:net';

const special = new BlockList();
/** By itself: a rule for IPv6 also judges IPv4 addresses, as mapped ones. */
const special6 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(network, prefix, 'ipv4');
// Everything outside 2000::/3 is not handed out: loopback, mapped, NAT64, link-local, local and multicast addresses among it.
for (const [network, prefix] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 and the documentation's second block: behind both may lie any IPv4 address, or nothing.
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special6.addSubnet(network, prefix, 'ipv6');

/** True for addresses that are not on the public internet, and for what is no address; mapped IPv4 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return special.check(mapped, 'ipv4');
  const family = isIP(address);
  // A zone (`fe80::1%eth0`) belongs to this machine's own networks.
  if (family === 0 || address.includes('%')) return true;
  return family === 6 ? special6.check(address, 'ipv6') : special.check(address, 'ipv4');
}
