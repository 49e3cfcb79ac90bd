/** Stock and orders: it answers service A and asks service C. */
@NullMarked
package io.spanline.services.b;

import org.jspecify.annotations.NullMarked;
