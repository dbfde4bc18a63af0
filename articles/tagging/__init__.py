"""Finds the people, organisations and places of a text, and stores them without touching a curator's word."""
