/** Tests on the real stack: every process is the one that users run. */
@org.jspecify.annotations.NullMarked
package io.spanline.endtoend;
