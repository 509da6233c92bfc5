/** What a list is made of besides its entries can be counted before it is parsed: a platform could otherwise write one that takes seconds to refuse. */

const mostMembers = 1_000;
const [comma, openBracket, openBrace] = [0x2c, 0x5b, 0x7b];

/** Whether a JSON text in UTF-8 has no more members and elements than a list credential might; its entries have none. */
export const hasFewMembers = (json: Uint8Array): boolean => {
  let members = 0;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (byte !== comma && byte !== openBracket && byte !== openBrace) continue;
    members += 1;
    if (members > mostMembers) return false;
  }
  return true;
};
