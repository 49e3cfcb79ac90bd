/** Spanline's and Jaeger's REST interfaces and topics, as the verbs use them. */
@NullMarked
package io.spanline.cli.client;

import org.jspecify.annotations.NullMarked;
