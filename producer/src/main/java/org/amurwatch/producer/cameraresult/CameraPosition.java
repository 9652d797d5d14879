package org.amurwatch.producer.cameraresult;

/** Where a picture says that it was taken: degrees, WGS 84. */
record CameraPosition(double latitude, double longitude) {}
