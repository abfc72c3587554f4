import { expect } from 'chai';
import { catalogue } from './catalogue.js';
import { unseenRooms } from './room-views.js';

describe('the catalogue of views', () => {
  it('has every room and section of the phone', () => {
    expect(unseenRooms()).to.deep.equal([]);
  });

  it('names each view once, in a group that is looked at', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => !/^(closed|call|phone|three-way|room|section|presence)\b/.test(id))).to.deep.equal(
      [],
    );
  });
});
