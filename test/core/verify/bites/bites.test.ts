/** A genuine credential of each format, one thing broken at a time: each check bites, and says by which code. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDocument } from '../../../../contexts/index.ts';
import { issueDataIntegrity } from '../../../../core/proof/index.ts';
import { now } from '../a-platform.ts';
import { derive } from '../a-world.ts';
import { compactCases } from './compact.cases.ts';
import { jwtCases } from './jwt.cases.ts';
import { ldpCases } from './ldp.cases.ts';
import { ldpSdCases } from './ldp-sd.cases.ts';
import { sdJwtCases } from './sd-jwt.cases.ts';
import { audience, judge, nonce, proveEachBites, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});

describe('SD-JWT VC', () => {
  test('nothing broken it is valid, and the holder is proved where a reader asked', async () => {
    expect((await judge(stage, { handedIn: stage.sdJwt })).report.outcome).toBe('valid');
    const compact = await stage.worker.presentSdJwt(stage.sdJwt, [['gigsCompleted']], { audience, nonce });
    const { report } = await judge(stage, { handedIn: { format: 'dc+sd-jwt', compact }, asked: true });
    expect(report).toMatchObject({ outcome: 'valid', credentials: [{ holder: 'proved' }] });
  });
  proveEachBites(sdJwtCases, () => stage);
});

describe('W3C credential', () => {
  test('nothing broken it is valid, and the holder is proved where a reader asked', async () => {
    const { ldp, worker } = stage;
    const { report } = await judge(stage, { handedIn: { format: 'ldp_vc', document: ldp } });
    expect(report.outcome).toBe('valid');
    const document = await worker.presentLdp([ldp], { audience, nonce });
    const shown = await judge(stage, { handedIn: { format: 'ldp_vp', document }, asked: true });
    expect(shown.report).toMatchObject({ outcome: 'valid', credentials: [{ holder: 'proved' }] });
  });
  test('a second proof by the P-256 key of the platform is as good as the first', async () => {
    const { ldp, poetsmaat } = stage;
    const document = await issueDataIntegrity(
      { credential: ldp, verificationMethod: `${poetsmaat.did}#p256-multikey`, created: now },
      { signer: poetsmaat.p256Signer, loadDocument },
    );
    expect((await judge(stage, { handedIn: { format: 'ldp_vc', document } })).report.outcome).toBe('valid');
  });
  proveEachBites(ldpCases, () => stage);
});

describe('W3C credential of which the holder shows parts', () => {
  test('nothing broken it is valid, and the holder is proved where a reader asked', async () => {
    const { derived, worker } = stage;
    const { report } = await judge(stage, { handedIn: { format: 'ldp_vc', document: derived } });
    expect(report.outcome).toBe('valid');
    const document = await worker.presentLdp([derived], { audience, nonce });
    const shown = await judge(stage, { handedIn: { format: 'ldp_vp', document }, asked: true });
    expect(shown.report).toMatchObject({ outcome: 'valid', credentials: [{ holder: 'proved' }] });
    expect(shown.satisfied).toBe(true);
  });
  test('what is kept back inside a claim takes the claim away, and nothing else', async () => {
    const pointers = ['/credentialSubject/name', '/credentialSubject/rating/ratingValue'];
    const document = await derive(stage.ldpSd, [], [...pointers, '/credentialSubject/hoursByYear/1']);
    const { report } = await judge(stage, { handedIn: { format: 'ldp_vc', document } });
    expect(report.outcome).toBe('valid');
    expect(report.credentials[0]?.checks.map(({ code }) => code)).toContain('claims_incomplete');
    expect(report.credentials[0]?.record).toMatchObject({ name: 'Samira de Vries', gigsCompleted: 214 });
    expect(report.credentials[0]?.record).toHaveProperty('hoursByYear', { 2026: 162.5 });
    expect(report.credentials[0]?.record).not.toHaveProperty('rating');
    expect(report.credentials[0]?.record).not.toHaveProperty('weeksWorked');
  });
  proveEachBites(ldpSdCases, () => stage);
});

describe('W3C credential as a JWT', () => {
  test('nothing broken it is valid, and the holder is proved where a reader asked', async () => {
    const { jwt, worker } = stage;
    expect((await judge(stage, { handedIn: jwt })).report.outcome).toBe('valid');
    const compact = await worker.presentJwt([jwt], { audience, nonce });
    const { report } = await judge(stage, { handedIn: { format: 'jwt_vp_json', compact }, asked: true });
    expect(report).toMatchObject({ outcome: 'valid', credentials: [{ holder: 'proved' }] });
  });
  proveEachBites(jwtCases, () => stage);
});

describe('the edition on paper', () => {
  test('nothing broken it is valid', async () => {
    expect((await judge(stage, { handedIn: stage.compact })).report.outcome).toBe('valid');
  });
  proveEachBites(compactCases, () => stage);
});
