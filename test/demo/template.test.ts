import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fill } from '../../demo/template.js';

describe('page templates', () => {
  it('escape what is filled in', () => {
    assert.equal(
      fill('<b title="{{name}}">', { name: '"><script>&\'' }, {}),
      '<b title="&#34;&#62;&#60;script&#62;&#38;&#39;">',
    );
  });

  it('insert markup as it is and leave unknown names alone', () => {
    assert.equal(fill('{{list}} {{other}}', {}, { list: () => '<li>' }), '<li> {{other}}');
  });

  it('never fill in what a value brought along', () => {
    assert.equal(fill('{{a}}', { a: '{{b}}', b: 'no' }, {}), '{{b}}');
  });
});
