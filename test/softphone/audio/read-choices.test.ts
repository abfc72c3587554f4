import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultChoices } from '../../../src/softphone/audio/choices.js';
import { readChoices } from '../../../src/softphone/audio/read-choices.js';

describe('readChoices', () => {
  it('gives back what was chosen', () => {
    const chosen = {
      ...defaultChoices,
      microphone: { id: 'a1', label: 'Headset' },
      microphoneVolume: 1.5,
      speakerVolume: 0,
      noiseSuppression: false,
    };
    assert.deepEqual(readChoices(chosen), chosen);
  });

  for (const kept of [
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { microphone: 'a1', speakerVolume: '1', ringer: { id: 3 } },
  ])
    it(`falls back to what nobody chose for ${JSON.stringify(kept)}`, () => {
      assert.deepEqual(readChoices(kept), defaultChoices);
    });

  it('keeps volumes within what can be set', () => {
    const { microphoneVolume, speakerVolume, ringerVolume } = readChoices({
      microphoneVolume: 9,
      speakerVolume: Number.POSITIVE_INFINITY,
      ringerVolume: Number.NaN,
    });
    assert.deepEqual([microphoneVolume, speakerVolume, ringerVolume], [2, 1, 1]);
  });
});
