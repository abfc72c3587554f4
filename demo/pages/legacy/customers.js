/* The whole data base, as the server of 2003 printed it into the page. */
window.customers = [
  ['Echo test', '9196', 'Telecom', 'Says what it hears'],
  ['Harbor Dental', '+15552010101', 'Portland', 'Quote for 12 chairs'],
  ['Ana Torres', '+15551234567', 'Austin', 'Desk arrived with a scratch'],
  ['Fjord Insurance', '+15552010107', 'Seattle', 'Moving to a new floor'],
  ['Northwind Courier', '+15552010103', 'Boise', 'Always in a hurry'],
  ['Chloe Martin', '+15552010104', 'Denver', 'Busy in the mornings'],
];

window.customerOfThisPage = function () {
  return Number(/id=(\d+)/.exec(location.search)[1]);
};

/* The jQuery of that time, at work: stripes, and a row that is a link. */
jQuery(function ($) {
  $('table.list tr:even').attr('bgcolor', '#eeeeff');
  $('table.list tr')
    .hover(
      function () {
        $(this).attr('title', $(this).find('td:first').text());
      },
      function () {
        $(this).removeAttr('title');
      },
    )
    .show();
  $('#loaded').text('Page loaded at ' + new Date().toLocaleTimeString());
});
