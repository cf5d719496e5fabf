package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDoorTest {
    @ParameterizedTest
    @CsvSource({
        "org.example.Train, org.example.Train --epochs 3, true",
        "org.example.Train, org.example.Train, true",
        "org.example.Train, org.example.Trainer, false",
        "org.example.Train, other org.example.Train, false",
        "train.jar, /opt/train.jar --epochs 3, true",
        "train.jar, train.jar, true",
        "/opt/train.jar, /opt/train.jar x, true",
        "train.jar, /opt/other.jar train.jar, false",
        "Train, org.example.Train, false",
        "train.jar, '', false"
    })
    void aProcessIsMeantByItsMainClassOrJar(String mainClass, String displayName, boolean meant) {
        assertThat(new LocalDoor(mainClass).isMeant(displayName)).isEqualTo(meant);
    }
}
