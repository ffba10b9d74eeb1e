// The bar of all pages around the explorer of the engine's operations.

import { open } from '../html/shell.js';

open('api');
