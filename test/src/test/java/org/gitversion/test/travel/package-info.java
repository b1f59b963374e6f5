/** History that goes elsewhere: into dumps, to standbys, to newer versions of all kinds. */
package org.gitversion.test.travel;
