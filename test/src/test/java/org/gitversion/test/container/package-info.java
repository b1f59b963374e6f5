/** The container images, built and run wherever an engine answers. */
package org.gitversion.test.container;
