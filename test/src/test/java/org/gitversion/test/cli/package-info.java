/** gv, the command line, as the build made it. */
package org.gitversion.test.cli;
