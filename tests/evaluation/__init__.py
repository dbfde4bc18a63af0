"""Tests of articles.evaluation."""
