/** Payments and recommendations: the end of every chain. */
@NullMarked
package io.spanline.services.c;

import org.jspecify.annotations.NullMarked;
