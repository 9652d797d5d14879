/** HTTP ingest: the server, the gate that each request passes, and our own routes. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.http;
