// The package by its name; `npm start` runs the script itself.
import './start.js';
