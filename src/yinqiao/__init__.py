"""Yinqiao (银桥): a customer relationship platform for banks."""

__version__ = "0.1.0"
