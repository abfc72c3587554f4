import { usePresence } from '@cemscale-voip/softphone/react';
import type { ReactNode } from 'react';
import { customers, type Customer } from './customers.js';
import type { LoggedCall } from './call-log.js';
import { usePhone } from './phone.js';
import { Link } from './router.js';

/** Everybody, with the colleague who looks after them. */
export function CustomerList() {
  return (
    <>
      <h1>Customers</h1>
      <ul className="entries">
        {customers.map((customer) => (
          <li key={customer.id} className="entry">
            <span className="entry-text">
              <b>
                <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
              </b>{' '}
              <span className="quiet">{customer.about}</span>
            </span>
            <cemscale-presence extension={customer.owner} compact />
            <CallButton customer={customer} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** One customer. */
export function CustomerRecord({ id }: { readonly id: string }) {
  const customer = customers.find((candidate) => candidate.id === id);
  if (!customer) return <h1>There is no such customer</h1>;
  const { name, contact, phone, city, about, owner } = customer;
  return (
    <>
      <h1>{name}</h1>
      <dl>
        <Fact term="Contact">{contact}</Fact>
        <Fact term="Phone">
          <span className="number">{phone}</span>
        </Fact>
        <Fact term="City">{city}</Fact>
        <Fact term="Open">{about}</Fact>
        <Fact term="Looked after by">
          <cemscale-presence extension={owner} />
        </Fact>
      </dl>
      <p className="actions">
        <CallButton customer={customer} />
      </p>
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CallButton({ customer }: { readonly customer: Customer }) {
  const { call, currentCall } = usePhone();
  return (
    <button
      className="call"
      disabled={currentCall !== null}
      aria-label={`Call ${customer.name}`}
      onClick={() => call(customer.phone).catch(() => undefined)}
    >
      Call
    </button>
  );
}

/** Who is there, by the hook in the heading and by the element below. */
export function Team() {
  const { client } = usePhone();
  const { presence, isRealtime } = usePresence(client);
  const there = [...presence.values()].filter((status) => status === 'available').length;
  return (
    <>
      <h1>Team</h1>
      <p className="quiet">
        {there} of {presence.size} available{isRealtime ? ', live' : ''}
      </p>
      <cemscale-presence label="Team" />
    </>
  );
}

/** What the phone told the page after each call. */
export function Calls({ calls }: { readonly calls: readonly LoggedCall[] }) {
  return (
    <>
      <h1>Calls</h1>
      {calls.length === 0 && <p className="quiet">None on this page yet.</p>}
      <ul className="entries" hidden={calls.length === 0}>
        {calls.map(({ id, name, number, reason, durationSeconds }) => (
          <li key={id} className="entry">
            <span className="entry-text">
              <b>{name}</b> <span className="quiet">{reason}</span>
            </span>
            <span className="number">{number}</span>
            <span className="number">{durationSeconds} s</span>
          </li>
        ))}
      </ul>
    </>
  );
}
