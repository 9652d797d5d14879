package org.amurwatch.producer.camtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amurwatch.producer.camtrap.ObservationRow.Type;
import org.junit.jupiter.api.Test;

class TaxonTest {

    private static Taxon named(String commonName) {
        return new Taxon(List.of("", "", "", "", ""), commonName);
    }

    @Test
    void shouldNameAnAnimalByItsLowestRank() {
        assertThat(Taxon.ofLabel("u;mammalia;carnivora;felidae;panthera;pardus;leopard")
                        .scientificName())
                .isEqualTo("Panthera pardus");
        assertThat(Taxon.ofLabel("u;mammalia;carnivora;felidae;panthera;;").scientificName())
                .isEqualTo("Panthera");
        assertThat(Taxon.ofLabel("u;mammalia;carnivora;felidae;;;cat family").scientificName())
                .isEqualTo("Felidae");
        assertThat(Taxon.ofLabel("u;;;;;;animal").scientificName()).isNull();
        assertThat(Taxon.ofLabel("leopard")).isNull();
        assertThat(new Taxon(List.of("Mammalia", "Carnivora", "Canidae", "Canis", "lupus familiaris"), "Dog")
                        .scientificName())
                .isEqualTo("Canis lupus familiaris");
    }

    @Test
    void shouldTellPeopleVehiclesAndNothingFromAnimals() {
        assertThat(named("Human").type()).isEqualTo(Type.HUMAN);
        assertThat(named("Human-Camera Trapper").type()).isEqualTo(Type.HUMAN);
        assertThat(named("Human-Camera Trapper").crew()).isTrue();
        assertThat(named("Human-Pedestrian").crew()).isFalse();
        assertThat(new Taxon(List.of("Mammalia", "Primates", "Hominidae", "Homo", "sapiens"), "").type())
                .isEqualTo(Type.HUMAN);
        assertThat(named("Vehicle").type()).isEqualTo(Type.VEHICLE);
        assertThat(named("Blank").type()).isEqualTo(Type.BLANK);
        assertThat(named("No CV Result").type()).isEqualTo(Type.UNKNOWN);
        assertThat(named("").type()).isEqualTo(Type.UNKNOWN);
        assertThat(named("Animal").type()).isEqualTo(Type.ANIMAL);
    }

    @Test
    void shouldTakeWordsThatAreNoRankAsNone() {
        String none = "No CV Result";
        assertThat(new Taxon(List.of(none, none, none, none, none), none).scientificName())
                .isNull();
    }
}
