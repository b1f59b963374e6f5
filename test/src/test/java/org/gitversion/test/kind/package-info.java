/** Each kind of object, with every property it can have and every way it can change. */
package org.gitversion.test.kind;
