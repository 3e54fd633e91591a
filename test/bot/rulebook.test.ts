/** The authority's pack with the overlays that its file names, or every reason why it cannot be. */
import { describe, expect, it } from 'vitest';
import { parseAuthority } from '../../bot/authority.ts';
import { PacksFault, rulebook } from '../../bot/rulebook.ts';

const authority = (more: object) => parseAuthority(JSON.stringify({
  authority: 'northvale', name: 'Northvale (invented)', pack: 'nottinghamshire', tenants: ['99999999-9999-4999-8999-999999999999'], decisionsChannel: '19:decisions@thread.tacv2',
  people: [{ objectId: '44444444-4444-4444-8444-111111111111', name: 'Alex Wren-Example', designation: 'Conference chair', agency: 'Invented', roles: ['chair'] }], ...more,
}));
const ofAssessment = (more: object): readonly string[] => rulebook(authority(more)).pack.deadlines.map(({ what }) => what).filter((what) => what.startsWith('assessment'));
const faults = (more: object): string => {
  try {
    rulebook(authority(more));
    return '';
  } catch (fault) {
    if (!(fault instanceof PacksFault)) throw fault;
    return fault.message;
  }
};

describe('an overlay of the authority file', () => {
  it('is laid over the pack, with its duties and its version; without it nothing of it is there', () => {
    expect(ofAssessment({})).toEqual([]);
    expect(ofAssessment({ overlays: ['practice-standards'] })).toEqual(['assessmentToPracticeLead', 'assessmentToParents', 'assessmentToUnit']);
    expect(rulebook(authority({ overlays: ['practice-standards'] })).pack.version).toContain('practice-standards 1');
  });

  it('that is not there, or is no overlay, stops the start and is named with its place', () => {
    expect(faults({ overlays: ['practice-standards', 'no-such'] })).toContain('authority file overlays.1: there is no overlay called no-such that can be laid over nottinghamshire');
    expect(faults({ overlays: ['wales'] })).toContain('overlays.0');
  });

  it('does not hide a pack that is not there', () => {
    expect(faults({ pack: 'nowhere', overlays: ['practice-standards'] })).toContain('there is no pack called nowhere');
  });
});
