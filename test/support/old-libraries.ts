/**
 * What libraries of 2008 did to the built-in objects of every page they were on, in their manner: Prototype.js 1.6
 * and MooTools 1.2. Written after their documented behaviour, as far as it can meet a guest on the page.
 */
export const prototypeJs = `
(function () {
  function $A(iterable) {
    if (!iterable) return [];
    if (iterable.toArray) return iterable.toArray();
    var length = iterable.length || 0, results = new Array(length);
    while (length--) results[length] = iterable[length];
    return results;
  }
  var enumerable = {
    each: function (iterator) { for (var i = 0; i < this.length; i++) iterator(this[i], i); return this; },
    inject: function (memo, iterator) { this.each(function (v, i) { memo = iterator(memo, v, i); }); return memo; },
    toArray: function () { return [].concat(this); },
    first: function () { return this[0]; },
    clear: function () { this.length = 0; return this; },
    toJSON: function () { return '[' + this.inject('', function (m, v) { return m + JSON.stringify(v); }) + ']'; }
  };
  for (var name in enumerable) Array.prototype[name] = enumerable[name];
  Array.from = $A;
  String.prototype.toJSON = function () { return JSON.stringify(String(this) + ''); };
  String.prototype.blank = function () { return /^\\s*$/.test(this); };
  Function.prototype.bind = function () {
    var method = this, args = $A(arguments), object = args.shift();
    return function () { return method.apply(object, args.concat($A(arguments))); };
  };
  Object.extend = function (to, from) { for (var key in from) to[key] = from[key]; return to; };
  Object.keys = function (object) { var keys = []; for (var key in object) if (Object.prototype.hasOwnProperty.call(object, key)) keys.push(key); return keys; };
  Object.assign = function (to) { for (var i = 1; i < arguments.length; i++) Object.extend(to, arguments[i]); return to; };
  Element.prototype.show = function () { this.style.display = ''; return this; };
  Element.prototype.hide = function () { this.style.display = 'none'; return this; };
  Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
  Element.prototype.update = function (content) { this.textContent = content; return this; };
  Element.prototype.select = function (selector) { return $A(this.querySelectorAll(selector)); };
  Element.prototype.visible = function () { return this.style.display !== 'none'; };
  window.$ = function (id) { return typeof id === 'string' ? document.getElementById(id) : id; };
})();`;

export const mooTools = `
(function () {
  Array.from = function (item) { return item == null ? [] : typeof item === 'object' && typeof item.length === 'number' ? Array.prototype.slice.call(item) : [item]; };
  Function.prototype.extend = function (key, value) { this[key] = value; return this; };
  Function.prototype.implement = function (key, value) { this.prototype[key] = value; return this; };
  Array.implement('erase', function (item) { for (var i = this.length; i--;) if (this[i] === item) this.splice(i, 1); return this; });
  Array.implement('$family', function () { return 'array'; });
  String.implement('contains', function (text) { return this.indexOf(text) > -1; });
  Number.implement('limit', function (min, max) { return Math.min(max, Math.max(min, this)); });
  Element.implement('destroy', function () { this.parentNode && this.parentNode.removeChild(this); return null; });
  Element.implement('addEvent', function (type, fn) { this.addEventListener(type, fn); return this; });
  Object.prototype.forEachKey = function (fn) { for (var key in this) fn(key, this[key]); };
  window.$ = function (id) { return document.getElementById(id); };
})();`;

/** A Promise of before 2015, without finally(), allSettled() or any(), in place of the browser's own. */
export const oldPromise = `
(function () {
  var Native = Promise;
  function OldPromise(executor) { this._inner = new Native(executor); }
  OldPromise.prototype.then = function (yes, no) { return OldPromise._of(this._inner.then(yes, no)); };
  OldPromise.prototype['catch'] = function (no) { return this.then(undefined, no); };
  OldPromise._of = function (inner) { var wrapped = Object.create(OldPromise.prototype); wrapped._inner = inner; return wrapped; };
  OldPromise.resolve = function (value) { return value instanceof OldPromise ? value : OldPromise._of(Native.resolve(value)); };
  OldPromise.reject = function (reason) { return OldPromise._of(Native.reject(reason)); };
  OldPromise.all = function (all) { return OldPromise._of(Native.all([].slice.call(all))); };
  OldPromise.race = function (all) { return OldPromise._of(Native.race([].slice.call(all))); };
  window.Promise = OldPromise;
})();`;

/** Every built-in class with its prototype, frozen, as pages that fear supply chains do it. */
export const frozenIntrinsics = `
(function () {
  var names = ['Object', 'Function', 'Array', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'Promise', 'Map', 'Set', 'WeakMap',
    'WeakSet', 'WeakRef', 'RegExp', 'Date', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'ArrayBuffer', 'DataView', 'Uint8Array',
    'Uint32Array', 'Float32Array', 'URL', 'Event', 'CustomEvent', 'EventTarget', 'Node', 'Element', 'HTMLElement', 'DocumentFragment', 'ShadowRoot',
    'AbortController', 'AbortSignal', 'MutationObserver', 'WebSocket', 'RTCPeerConnection', 'DOMException', 'CSSStyleSheet'];
  names.forEach(function (name) { Object.freeze(window[name].prototype); Object.freeze(window[name]); });
  ['Math', 'JSON', 'Reflect', 'Atomics'].forEach(function (name) { Object.freeze(window[name]); });
  var iterators = [[][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator](), ''[Symbol.iterator](), (function* () {})(), (async function* () {})()];
  iterators.forEach(function (iterator) { Object.freeze(Object.getPrototypeOf(iterator)); });
  Object.freeze(Object.getPrototypeOf(async function () {}));
})();`;
