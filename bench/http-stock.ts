/** The stock libraries behind express, everything in memory: `node bench/http-stock.ts PORT DOCUMENTS`. */
import { readFileSync } from 'node:fs';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import express from 'express';
import { z } from 'zod';
import { loadDocument } from '../contexts/index.ts';

const [, , port, file] = process.argv;
const documents = new Map(
  Object.entries(z.record(z.string(), z.looseObject({})).parse(JSON.parse(readFileSync(file ?? '', 'utf8')))),
);
const documentLoader = async (url: string) => {
  const document = documents.get(url);
  return document === undefined ? loadDocument(url) : { contextUrl: null, documentUrl: url, document };
};

const app = express();
app.post('/checks', express.json({ limit: '1mb' }), async (req, res) => {
  const suite = new DataIntegrityProof({ cryptosuite });
  const { verified } = await vc.verifyCredential({
    credential: req.body,
    suite,
    documentLoader,
    checkStatus,
  });
  res.json({ outcome: verified ? 'valid' : 'invalid' });
});
app.listen(Number(port), 'localhost', () => process.stdout.write('ready\n'));
