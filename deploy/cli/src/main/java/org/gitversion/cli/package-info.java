/**
 * gv, the command line: it calls the public functions of gitversion and knows nothing of schemas
 * itself.
 */
package org.gitversion.cli;
