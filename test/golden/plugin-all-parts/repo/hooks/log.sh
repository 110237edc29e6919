#!/bin/sh
date >> log
