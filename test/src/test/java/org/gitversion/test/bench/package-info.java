/** Measurements, run by hand. */
package org.gitversion.test.bench;
