/** Numbers that are kept for drama, and numbers that ring somewhere. */
import { expect, it } from 'vitest';
import { isFictionalTelephone } from '../../src/procedures/fictional-telephone.ts';

it.each(['0115 496 0999', '0115 496 0000', '(0115) 496-0123', '+44 115 496 0999', '0044 7700 900123', '+44 (0)115 496 0999', '020 7946 0018', '07700 900123', '01632 960001', '0191 498 0500', '029 2018 0001', '03069 990555', '08081 570123'])('knows that %s reaches nobody', (telephone) => {
  expect(isFictionalTelephone(telephone)).toBe(true);
});

it.each(['0115 854 6114', '0115 804 1192', '0115 496 1999', '999', '101', '020 7946 1018', '07700 901123', ''])('does not take %j for fiction', (telephone) => {
  expect(isFictionalTelephone(telephone)).toBe(false);
});
