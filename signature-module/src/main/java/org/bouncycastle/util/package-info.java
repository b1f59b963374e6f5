/**
 * What stands in for a class of Bouncy Castle that asks for more than the sandbox of PL/Java
 * grants.
 */
package org.bouncycastle.util;
