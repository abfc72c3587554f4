import '@cemscale-voip/softphone/components/cemscale-phone';
import '@cemscale-voip/softphone/components/cemscale-presence';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CallBar } from './call-bar.js';
import { useCallLog, type LoggedCall } from './call-log.js';
import { tokenUrl, usePhone } from './phone.js';
import { Link, usePath } from './router.js';
import { Calls, CustomerList, CustomerRecord, Team } from './views.js';

function Application() {
  const path = usePath();
  const calls = useCallLog();
  const { isRegistered, error } = usePhone();
  return (
    <div className="crm">
      <aside>
        <nav aria-label="Views">
          <Link to="" current={path === '' || path.startsWith('/customers')}>
            Customers
          </Link>
          <Link to="/team" current={path === '/team'}>
            Team
          </Link>
          <Link to="/calls" current={path === '/calls'}>
            Calls
          </Link>
        </nav>
        <p className="quiet">{isRegistered ? 'Your phone is online.' : 'Your phone is offline.'}</p>
      </aside>
      <main>
        <CallBar />
        {error && <p role="alert">{error}</p>}
        <View path={path} calls={calls} />
      </main>
      <cemscale-phone token-url={tokenUrl} />
    </div>
  );
}

function View({ path, calls }: { readonly path: string; readonly calls: readonly LoggedCall[] }) {
  if (path === '/team') return <Team />;
  if (path === '/calls') return <Calls calls={calls} />;
  const id = /^\/customers\/([\w-]+)$/.exec(path)?.[1];
  return id === undefined ? <CustomerList /> : <CustomerRecord id={id} />;
}

const root = document.querySelector('#application');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Application />
    </StrictMode>,
  );
