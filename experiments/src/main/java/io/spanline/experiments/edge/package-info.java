/**
 * Which calls go through which proxy: {@link io.spanline.experiments.edge.ObservedCalls} counts the
 * calls of recent traces by the address that was called, {@link
 * io.spanline.experiments.edge.ProxiedEdges} joins them with the proxies of a Toxiproxy and the
 * edges that the user listed, and {@link io.spanline.experiments.edge.ProposedProxy} is what an
 * edge without a proxy lacks.
 */
@NullMarked
package io.spanline.experiments.edge;

import org.jspecify.annotations.NullMarked;
