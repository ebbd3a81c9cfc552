/// The rules of structure that hold for every module.
package dev.lepton.checks;
