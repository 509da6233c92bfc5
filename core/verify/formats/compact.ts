/** The KlusCV on paper: the compact edition of its QR code, signed by a key of the platform's DID document. */
