/** Programs of others that measurements alone need, built with Go in the user's folder of tools. */
@NullMarked
package io.spanline.bench.tool;

import org.jspecify.annotations.NullMarked;
