/** The Kafka broker's own process and the topics it makes. */
@NullMarked
package io.spanline.stack.broker;

import org.jspecify.annotations.NullMarked;
