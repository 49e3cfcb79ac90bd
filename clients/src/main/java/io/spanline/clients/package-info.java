/** Clients of the processes of a stack: REST interfaces, topics, the Collector, Jaeger. */
@NullMarked
package io.spanline.clients;

import org.jspecify.annotations.NullMarked;
