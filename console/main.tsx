import { render } from 'preact';
import { TokenDoctor } from './token-doctor/token-doctor.tsx';

const place = document.querySelector('#console');
if (place) render(<TokenDoctor />, place);
