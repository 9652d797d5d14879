package org.amurwatch.streams.reference;

/** What one application makes of whole reference stores, shared by all its threads. */
public record ReferenceIndexes(TerritoryAtlas territories, PlaceAtlas places) {

    /** @param sharingMetres sectors as near as this to a position are told of it */
    public ReferenceIndexes(double sharingMetres) {
        this(new TerritoryAtlas(sharingMetres), new PlaceAtlas());
    }
}
