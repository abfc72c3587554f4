import { expect } from 'chai';
import { watchTags } from '../../src/loader/watch-tags.js';

/** The observer's turn comes after the task that changed the page. */
const observed = () => new Promise((resolve) => setTimeout(resolve));

describe('watchTags', () => {
  const stage = document.createElement('div');
  let seen: string[];

  beforeEach(() => {
    seen = [];
    document.body.append(stage);
  });
  afterEach(() => stage.replaceChildren());

  const watch = (...tags: string[]) => watchTags(tags, (tag) => seen.push(tag));

  it('tells at once of what is there', () => {
    stage.append(document.createElement('x-there'));
    watch('x-there', 'x-absent');
    expect(seen).to.deep.equal(['x-there']);
  });

  it('tells of what comes later, itself or deep inside, once', async () => {
    watch('x-alone', 'x-inside');
    stage.append(document.createElement('x-alone'));
    const box = document.createElement('section');
    box.append(document.createElement('p'));
    box.firstElementChild?.append(document.createElement('x-inside'));
    stage.append(box, document.createElement('x-inside'), document.createElement('x-alone'));
    await observed();
    expect(seen).to.deep.equal(['x-alone', 'x-inside']);
    stage.append(document.createElement('x-inside'));
    await observed();
    expect(seen).to.have.length(2);
  });

  it('does not tell of tags that only begin alike', async () => {
    watch('x-one');
    stage.append(document.createElement('x-one-more'), document.createTextNode('x-one'));
    await observed();
    expect(seen).to.deep.equal([]);
  });
});
