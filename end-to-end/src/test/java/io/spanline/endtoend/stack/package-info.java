/** Tests on one running stack, as {@code ./spanline demo} leaves it. */
@org.jspecify.annotations.NullMarked
package io.spanline.endtoend.stack;
