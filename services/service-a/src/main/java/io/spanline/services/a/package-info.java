/** The shop's entry: it answers callers and asks service B and service C. */
@NullMarked
package io.spanline.services.a;

import org.jspecify.annotations.NullMarked;
